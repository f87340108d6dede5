raise SystemExit(ValueError("shown"))
