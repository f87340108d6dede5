raise Nobody from None
