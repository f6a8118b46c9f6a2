"""What is kept between runs, in SQLite under the home folder."""
