enum ScreenRoom {}
