"""The ground of every area: settings, database, days, languages, what can be refused."""
