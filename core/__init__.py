"""The kernel. It knows no domain: time, identity, sealing, who acts, what was done, and how text, dates and places are read.

Domains import its files by name (`from core import clock`); each file is small enough to be read before it is used.
"""
