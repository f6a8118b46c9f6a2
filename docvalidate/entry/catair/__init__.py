"""CATAIR: the fixed-column records that filers send to CBP, in their three chapters.

`layout` holds the record layouts (a dated data table), `records` cuts and checks the columns, `entry_summary` and
`entry_summary_writer` are the AE transaction, `cargo_release` reads the SE and SF records.
"""
