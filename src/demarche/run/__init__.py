"""Many inputs: read one after the other, by several processes, or by a cluster; limits for each document; resuming."""
