enum JarvisRoom {}
