"""Accounts with invariants, a ledger, and errors that carry details."""

from datetime import date, timedelta
from decimal import Decimal


class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} lacks {amount - account.balance}")
        self.account = account
        self.amount = amount


class Account:
    interest = Decimal("0.00")
    _next_number = 1000

    def __init__(self, owner, balance="0"):
        self.owner = owner
        self._balance = Decimal(balance)
        self.number = Account._next_number
        Account._next_number += 1
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        amount = Decimal(amount)
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._balance += amount
        self.history.append(("deposit", amount))
        return self

    def withdraw(self, amount):
        amount = Decimal(amount)
        if amount > self.available():
            raise InsufficientFunds(self, amount)
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self

    def available(self):
        return self._balance

    def month_end(self):
        gained = (self._balance * self.interest / 12).quantize(Decimal("0.01"))
        if gained:
            self.deposit(gained)
        return gained

    def __str__(self):
        return f"{type(self).__name__} {self.number} ({self.owner}): {self._balance:>12,.2f}"

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {str(self._balance)!r})"


class Savings(Account):
    interest = Decimal("0.036")


class Checking(Account):
    def __init__(self, owner, balance="0", *, overdraft="0"):
        super().__init__(owner, balance)
        self.overdraft = Decimal(overdraft)

    def available(self):
        return super().available() + self.overdraft


class Bank:
    def __init__(self):
        self.accounts = {}
        self.today = date(2024, 1, 30)
        self.ledger = []

    def open(self, kind, *args, **kwargs):
        account = kind(*args, **kwargs)
        self.accounts[account.number] = account
        return account

    def transfer(self, source, target, amount):
        try:
            source.withdraw(amount)
        except InsufficientFunds as error:
            self.ledger.append((self.today, "REFUSED", str(error)))
            return False
        else:
            target.deposit(amount)
            self.ledger.append((self.today, "OK", f"{source.number} -> {target.number}: {amount}"))
            return True
        finally:
            self.today += timedelta(days=1)

    def __getitem__(self, number):
        return self.accounts[number]

    def __iter__(self):
        return iter(sorted(self.accounts.values(), key=lambda a: (a.owner, -a.balance)))

    def __len__(self):
        return len(self.accounts)


bank = Bank()
ann = bank.open(Savings, "Ann", "1200.50")
bob = bank.open(Checking, "Bob", "80", overdraft="100")
eve = bank.open(Checking, "Eve")
for source, target, amount in [(ann, bob, "200.25"), (bob, eve, "380"), (eve, ann, "1"), (bob, eve, "1"), (ann, eve, "5000")]:
    print(bank.transfer(source, target, amount), end=" ")
print()
for entry in bank.ledger:
    print(*entry, sep=" | ")
print([str(a.month_end()) for a in bank])
for account in bank:
    print(account)
print(repr(ann), len(bank), bank[1001] is bob)
for bad in ("0", "-5", "x"):
    try:
        ann.deposit(bad)
    except ValueError as error:
        print("ValueError:", error)
    except ArithmeticError as error:
        print(type(error).__name__, error.args)
try:
    bank[7]
except KeyError as error:
    print("no account", error)
try:
    ann.balance = 5
except AttributeError as error:
    print(error)
