"""History on the screen: of one record in a window of its own, of the whole book in Cài đặt."""
