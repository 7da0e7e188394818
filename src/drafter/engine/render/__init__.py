"""From compiled code and data to a draft: streamed, or by way of trees."""
