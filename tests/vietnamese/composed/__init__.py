"""Messages composed of pieces, so that what they mean is known before they are read; one file a family."""
