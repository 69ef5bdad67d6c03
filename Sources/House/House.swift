enum HouseRoom {}
