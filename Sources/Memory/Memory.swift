enum MemoryRoom {}
