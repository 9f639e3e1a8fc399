package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.Element;
import dev.freehold.powershell.value.Text;
import java.util.ArrayList;
import java.util.List;

/** Sends streams of commands into files, nowhere, or into the objects; closes the files. */
final class Redirector implements AutoCloseable {

  private static final Sink NOWHERE = value -> {};

  private final Context context;
  private final List<FileOutput.Open> opened = new ArrayList<>();

  Redirector(Context context) {
    this.context = context;
  }

  Context redirect(List<Element.Redirection> redirections, Context own) {
    Context result = own;
    for (Element.Redirection redirection : redirections) {
      Sink target =
          redirection.target().isEmpty()
              ? result.out()
              : file(
                  new Evaluator(context).value(redirection.target().get()), redirection.append());
      result = with(result, redirection.stream(), target);
    }
    return result;
  }

  private static Context with(Context own, int stream, Sink target) {
    if (stream == Streams.OUTPUT) {
      return own.to(target);
    }
    if (stream != 0) {
      return own.with(own.streams().with(stream, target));
    }
    Streams all = own.streams();
    for (int each = Streams.ERROR; each <= Streams.INFORMATION; each++) {
      all = all.with(each, target);
    }
    return own.to(target).with(all);
  }

  private Sink file(Object name, boolean append) {
    if (name == null) {
      return NOWHERE;
    }
    Session session = context.session();
    FileOutput.Open file = session.files().open(session.resolve(Text.of(name)), append);
    opened.add(file);
    return file;
  }

  @Override
  public void close() {
    opened.forEach(FileOutput.Open::close);
  }
}
