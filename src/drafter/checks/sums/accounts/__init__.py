"""What a paragraph reckons with figures that stand apart: claims, growth by years, what is left."""
