enum ProxmoxSimRoom {}
