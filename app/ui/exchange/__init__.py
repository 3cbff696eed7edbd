"""Gửi – Nhận: packages out, packages in, office cards."""
