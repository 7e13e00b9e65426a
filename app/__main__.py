"""How is Tegenspel started with `python -m app`? As the command `tegenspel`."""

from app.cli import main

if __name__ == "__main__":
    main()
