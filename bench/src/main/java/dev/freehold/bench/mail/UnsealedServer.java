package dev.freehold.bench.mail;

import dev.freehold.bench.content.PlainObjectFormat;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.server.cli.Main;
import dev.freehold.server.stores.Stores;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The product with content that is not sealed, for measurements alone: the one place that makes the
 * format of objects is changed while its class is loaded. The product itself has no switch for it.
 * Keys, leases, the ledger and what SQL holds of messages are as ever.
 */
final class UnsealedServer {

  private static final ClassDesc SEALED = descriptor(ObjectFormatV1.class);
  private static final ClassDesc PLAIN = descriptor(PlainObjectFormat.class);

  private UnsealedServer() {}

  /** Runs the product's command with these arguments. */
  public static void main(String[] arguments) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(url(entry));
    }
    // Ends with the process.
    ClassLoader loader = new Changing(path.toArray(URL[]::new));
    Thread.currentThread().setContextClassLoader(loader);
    loader
        .loadClass(Main.class.getName())
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }

  private static URL url(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }

  private static ClassDesc descriptor(Class<?> type) {
    return ClassDesc.of(type.getName());
  }

  private static byte[] unsealed(byte[] stores) {
    ClassFile files = ClassFile.of();
    return files.transformClass(
        files.parse(stores), ClassTransform.transformingMethodBodies(UnsealedServer::replace));
  }

  private static void replace(CodeBuilder code, CodeElement element) {
    switch (element) {
      case NewObjectInstruction made when made.className().asSymbol().equals(SEALED) ->
          code.new_(PLAIN);
      case InvokeInstruction called
          when called.owner().asSymbol().equals(SEALED)
              && called.name().equalsString(ConstantDescs.INIT_NAME) -> {
        // The ciphers are on the stack.
        code.pop();
        code.invokespecial(
            PLAIN, ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void));
      }
      default -> code.with(element);
    }
  }

  /** Loads everything itself, so that one class can be another. */
  private static final class Changing extends URLClassLoader {

    Changing(URL[] path) {
      super(path, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.equals(Stores.class.getName())) {
        return super.findClass(name);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = unsealed(in.readAllBytes());
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
