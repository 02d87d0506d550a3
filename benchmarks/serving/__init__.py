"""The portal as people meet it: a database filled for load, a server, fifty people at work."""
