"""Knowledge that others collected, read into rows of our tables: one file per format, detect.py tells them apart."""
