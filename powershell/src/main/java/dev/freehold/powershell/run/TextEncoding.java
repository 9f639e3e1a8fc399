package dev.freehold.powershell.run;

import dev.freehold.powershell.value.Text;
import java.nio.charset.Charset;
import java.util.List;

/** {@code [Text.Encoding]::UTF8} and its like. */
record TextEncoding(Charset charset) implements Callable {

  private static final String TYPE_NAME = "System.Text.Encoding";

  @Override
  public Object property(String name) {
    return switch (Scope.fold(name)) {
      case "webname", "bodyname" -> Scope.fold(charset.name());
      default -> null;
    };
  }

  @Override
  public Object invoke(String name, List<Object> arguments) {
    return switch (Scope.fold(name) + "/" + arguments.size()) {
      case "getbytes/1" -> Text.of(arguments.getFirst()).getBytes(charset);
      case "getstring/1" -> new String(Bytes.of(arguments.getFirst()), charset);
      default -> throw Statics.noMethod(TYPE_NAME, name);
    };
  }

  @Override
  public String toString() {
    return TYPE_NAME;
  }
}
