package dev.freehold.chaos.world;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes sockets of another machine: one thread enters its namespace, and a socket stays in the
 * namespace where it was made, whoever uses it. So one process can have relays on all machines. The
 * thread ends with the process.
 */
final class NamespaceSockets {

  private static final int NETWORK = 0x40000000;

  private final ExecutorService thread;

  NamespaceSockets(Machine machine) {
    thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    in(
        () -> {
          enter(Namespaces.file(machine));
          return null;
        });
  }

  /** A socket that listens on the machine's loopback address. */
  ServerSocketChannel listen(int port) {
    return in(
        () -> {
          ServerSocketChannel made = ServerSocketChannel.open();
          return made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        });
  }

  /** A socket that is not connected yet. */
  SocketChannel open() {
    return in(SocketChannel::open);
  }

  private <T> T in(Callable<T> work) {
    try {
      return thread.submit(work).get();
    } catch (ExecutionException e) {
      throw new WorldException("no socket in a namespace", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorldException("interrupted", e);
    }
  }

  @SuppressWarnings("restricted") // the JVM has no other way into a namespace
  private static void enter(Path namespace) throws IOException {
    Linker linker = Linker.nativeLinker();
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle open =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("open"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
              Linker.Option.firstVariadicArg(2));
      MethodHandle enter =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setns"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      MemorySegment path = arena.allocateFrom(namespace.toString());
      int descriptor = (int) open.invokeExact(path, 0);
      if (descriptor < 0 || (int) enter.invokeExact(descriptor, NETWORK) != 0) {
        throw new IOException("cannot enter " + namespace);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
