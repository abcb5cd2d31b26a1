"""A job as a user of Spark writes it: Parquet in, answers as Parquet out, both divided by a column."""

from __future__ import annotations

import json
import sys
import time

from pyspark.sql import SparkSession

from iortkg.spark import code_frame

source, target, pieces, divided_by = sys.argv[1:]
start = time.perf_counter()
build = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
spark = build.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
begun = time.perf_counter()
notes = spark.read.parquet(source).repartition(int(pieces))
answered = code_frame(notes, text="note", on="service_date", today="2026-03-02")
answered.write.partitionBy(divided_by).parquet(target)
print(json.dumps({"start": begun - start, "answers": time.perf_counter() - begun}))
spark.stop()
