enum AIKitRoom {}
