"""Who may do what: permissions, predicates, one policy table, the guard on views, and whose rows a reader sees."""
