"""python -m iortkg does what iortkg does."""

from iortkg.cli import main

if __name__ == "__main__":
    main()
