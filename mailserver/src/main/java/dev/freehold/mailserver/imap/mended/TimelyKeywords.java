package dev.freehold.mailserver.imap.mended;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.mail.Flags;
import org.apache.james.imap.api.process.SelectedMailbox;

/**
 * A selected folder that has new keywords until the client was told of them (RFC 3501 section
 * 7.2.6). James forgets them when any flag changes meanwhile.
 */
public final class TimelyKeywords implements InvocationHandler {

  private final SelectedMailbox folder;
  private final Supplier<Optional<Flags>> told;

  private TimelyKeywords(SelectedMailbox folder, Supplier<Optional<Flags>> told) {
    this.folder = folder;
    this.told = told;
  }

  /**
   * The same folder.
   *
   * @param told the flags that the client knows of; empty before the first answer
   */
  public static SelectedMailbox of(SelectedMailbox folder, Supplier<Optional<Flags>> told) {
    return (SelectedMailbox)
        Proxy.newProxyInstance(
            TimelyKeywords.class.getClassLoader(),
            new Class<?>[] {SelectedMailbox.class},
            new TimelyKeywords(folder, told));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("hasNewApplicableFlags")) {
      return told.get().map(known -> !hasAll(known)).orElseGet(folder::hasNewApplicableFlags);
    }
    try {
      return method.invoke(folder, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  private boolean hasAll(Flags known) {
    return Set.of(known.getUserFlags())
        .containsAll(List.of(folder.getApplicableFlags().getUserFlags()));
  }
}
