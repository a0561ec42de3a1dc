"""The site: pages, REST and files over the same views as the command line."""
