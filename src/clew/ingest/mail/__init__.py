"""Mail in all the ways it is kept: one mail, mailboxes, Outlook's, and the calendars and cards that travel with it."""
