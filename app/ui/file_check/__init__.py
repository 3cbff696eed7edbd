"""Kiểm tra tệp: any file from elsewhere against the rules, written anew, taken in."""
