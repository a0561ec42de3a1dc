"""Runs a command with the network cut: `python tests/offline.py COMMAND…`, in a network namespace that has a loopback and nothing else.

Where none can be made (no rights, no Linux), the command runs as it is, and that is said.
"""

import ctypes
import fcntl
import os
import socket
import struct
import sys

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET, linux/sched.h
_SET_FLAGS, _UP = 0x8914, 0x1  # SIOCSIFFLAGS, IFF_UP: net/if.h


def cut_network() -> bool:
    """Leaves this process and those that it starts nothing but a loopback. False where that can't be done."""
    try:
        if ctypes.CDLL(None, use_errno=True).unshare(_NEW_NETWORK):
            return False
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh", b"lo", _UP))
    except (AttributeError, OSError):
        return False
    return True


if __name__ == "__main__":
    if not cut_network():
        print("the network can't be cut here: the command runs with it", file=sys.stderr)
    os.execvp(sys.argv[1], sys.argv[1:])
