"""What people type and read: dates, money, phones, e-mail, names; read and written, standard library only."""
