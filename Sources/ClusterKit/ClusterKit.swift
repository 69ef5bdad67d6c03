enum ClusterKitRoom {}
