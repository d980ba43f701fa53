"""What the program costs against its floors and peers: ratios of one run, never seconds alone."""
