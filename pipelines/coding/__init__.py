"""Document -> mentions: statements, reports, beliefs and meetings, with their codes and reality."""
