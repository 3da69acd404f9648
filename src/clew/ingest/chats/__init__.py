"""Chats as messengers export them."""
