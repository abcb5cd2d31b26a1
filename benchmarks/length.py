"""How the time to code one text grows with its length.

Run it as: python -m benchmarks.length
A ratio near 4 for a text four times as long is time that grows with the length; near 16, with its square.
"""

from __future__ import annotations

import time

import iortkg

SAID = (
    "Left lumpectomy, ELIOT 21 Gy with 9 MeV electrons, not HDR-IORT to the sacral bed through the HAM applicator, "
    "8 channels, Ir-192, INTRABEAM 4 cm sphere, CT, breast cancer of the upper outer quadrant"
)
# Each repeats what was once compared with all that stands elsewhere in a text.
REPEATED = {
    "sentences": f"{SAID}. ",
    "paragraphs": f"{SAID}.\n\n",
    "options": f"[x] {SAID}.\n",
    "headings": "Site\n\nBreast cancer, left\n\n",
    "short forms": "Old right turn (ORT) and IORT (in other room there). ",
    "slips": "Lumpectommy with electorns and brachytherapie of the breasst. ",
    "one sentence": f"{SAID}, ",
    "one word": "lumpectomy",
}
SIZE, LONGEST = 60_000, 5_000_000


def seconds(kg: iortkg.Knowledge, said: str, size: int) -> float:
    """How long the processor works on a text of a size."""
    text = (said * (size // len(said) + 1))[:size]
    begun = time.process_time()
    iortkg.code(text, on="2026-03-02", knowledge=kg)
    return time.process_time() - begun


def main() -> None:
    """Print the times."""
    kg = iortkg.load()
    seconds(kg, SAID, SIZE)
    print(f"{'repeated':14} {SIZE // 1000:>6} kB {4 * SIZE // 1000:>6} kB  ratio   (CPU seconds)")
    for name, said in REPEATED.items():
        short, long = seconds(kg, said, SIZE), seconds(kg, said, 4 * SIZE)
        print(f"{name:14} {short:9.2f} {long:9.2f}  {long / short:5.1f}")
    print(f"{'sentences':14} {LONGEST // 1_000_000} MB: {seconds(kg, REPEATED['sentences'], LONGEST):.1f} s")


if __name__ == "__main__":
    main()
