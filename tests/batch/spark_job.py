"""A job as a user of Spark writes it: partitioned Parquet in, answers as partitioned Parquet out."""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession

from iortkg.spark import code_frame

source, target, partitions = sys.argv[1:]
build = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
spark = build.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
notes = spark.read.parquet(source).repartition(int(partitions))
answered = code_frame(notes, text="note", on="service_date", today="2026-03-02")
answered.write.partitionBy("ward").parquet(target)
spark.stop()
