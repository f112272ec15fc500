"""Every yes or no is decided here: tests become columns, distinct situations are put to the rules network once each."""
