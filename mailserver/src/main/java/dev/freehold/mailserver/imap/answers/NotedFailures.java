package dev.freehold.mailserver.imap.answers;

import dev.freehold.mailserver.hints.FlagsOfAll;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Mailboxes whose failures are written to the {@link FailureNote} of the session that asked. */
public final class NotedFailures implements InvocationHandler {

  private final Object target;

  private NotedFailures(Object target) {
    this.target = target;
  }

  /** The same mailboxes. */
  public static MailboxManager of(MailboxManager mailboxes) {
    return noted(MailboxManager.class, mailboxes);
  }

  private static MessageManager noted(MessageManager folder) {
    return folder instanceof FlagsOfAll
        ? noted(MessageManager.class, folder, FlagsOfAll.class)
        : noted(MessageManager.class, folder);
  }

  private static <T> T noted(Class<T> type, T target, Class<?>... further) {
    return type.cast(
        Proxy.newProxyInstance(
            NotedFailures.class.getClassLoader(),
            Stream.concat(Stream.of(type), Arrays.stream(further)).toArray(Class<?>[]::new),
            new NotedFailures(target)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    try {
      return noted(method.invoke(target, arguments), arguments);
    } catch (InvocationTargetException failed) {
      write(failed.getCause(), arguments);
      throw failed.getCause();
    }
  }

  private static Object noted(Object result, Object[] arguments) {
    return switch (result) {
      case MessageManager folder -> noted(folder);
      case Mono<?> later ->
          later.doOnError(failure -> write(failure, arguments)).map(NotedFailures::folderNoted);
      case Flux<?> later ->
          later.doOnError(failure -> write(failure, arguments)).map(NotedFailures::folderNoted);
      case null, default -> result;
    };
  }

  private static Object folderNoted(Object result) {
    return result instanceof MessageManager folder ? noted(folder) : result;
  }

  private static void write(Throwable failure, Object[] arguments) {
    if (arguments != null) {
      Arrays.stream(arguments)
          .filter(MailboxSession.class::isInstance)
          .map(MailboxSession.class::cast)
          .findFirst()
          .flatMap(FailureNote::of)
          .ifPresent(note -> note.write(failure));
    }
  }
}
