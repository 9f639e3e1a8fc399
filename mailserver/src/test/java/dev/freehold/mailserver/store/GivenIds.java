package dev.freehold.mailserver.store;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.james.mailbox.model.ComposedMessageId;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.ThreadId;
import org.apache.james.mailbox.model.UpdatedFlags;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * James's mapper tests give messages ids before they are stored, say where a body starts without
 * looking, and want both back. The store draws ids itself and looks. What goes into a mapper and
 * comes out of it is translated here, and nothing else.
 */
final class GivenIds {

  private final Function<MailboxMessage, MessageId> lookup;
  private final Map<MessageId, MessageId> stored = new ConcurrentHashMap<>();
  private final Map<MessageId, MailboxMessage> given = new ConcurrentHashMap<>();

  /**
   * Knows of no message yet.
   *
   * @param lookup the id in the store of a message that was stored, by folder and UID
   */
  GivenIds(Function<MailboxMessage, MessageId> lookup) {
    this.lookup = lookup;
  }

  /** The mapper, with ids as tests gave them. */
  <M> M wrap(Class<M> type, M mapper) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          Object[] translated = arguments == null ? new Object[0] : arguments.clone();
          for (int i = 0; i < translated.length; i++) {
            translated[i] = in(translated[i]);
          }
          Object result = invoke(mapper, method, translated);
          switch (method.getName()) {
            case "add" -> remember((MailboxMessage) arguments[1]);
            case "save" -> remember((MailboxMessage) arguments[0]);
            default -> {}
          }
          return out(result);
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private void remember(MailboxMessage message) {
    MessageId id = lookup.apply(message);
    stored.put(message.getMessageId(), id);
    given.putIfAbsent(id, message);
  }

  private MessageId storedId(MessageId id) {
    return stored.getOrDefault(id, id);
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object in(Object argument) {
    if (argument instanceof MessageId id) {
      return storedId(id);
    }
    if (argument instanceof MailboxMessage message && stored.containsKey(message.getMessageId())) {
      InvocationHandler handler =
          (_, method, arguments) ->
              method.getName().equals("getMessageId")
                  ? storedId(message.getMessageId())
                  : invoke(message, method, arguments);
      return proxy(handler);
    }
    if (argument instanceof Collection<?> all
        && all.stream().allMatch(MessageId.class::isInstance)) {
      return all.stream().map(id -> storedId((MessageId) id)).toList();
    }
    if (argument instanceof Multimap<?, ?> map) {
      ImmutableListMultimap.Builder<Object, Object> all = ImmutableListMultimap.builder();
      map.forEach((key, value) -> all.put(in(key), value));
      return all.build();
    }
    return argument;
  }

  private Object out(Object result) {
    return switch (result) {
      case null -> null;
      case Mono<?> mono -> mono.map(this::out);
      case Flux<?> flux -> flux.map(this::out);
      case Optional<?> optional -> optional.map(this::out);
      case Iterator<?> iterator -> {
        List<Object> all = new ArrayList<>();
        iterator.forEachRemaining(one -> all.add(out(one)));
        yield all.iterator();
      }
      case List<?> list -> list.stream().map(this::out).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((key, value) -> all.put(key, out(value)));
        yield all;
      }
      case Multimap<?, ?> map -> {
        ImmutableListMultimap.Builder<Object, Object> all = ImmutableListMultimap.builder();
        map.forEach((key, value) -> all.put(key, out(value)));
        yield all.build();
      }
      case MessageMetaData data -> data(data);
      case UpdatedFlags flags ->
          UpdatedFlags.builder()
              .uid(flags.getUid())
              .messageId(flags.getMessageId().map(this::givenId))
              .modSeq(flags.getModSeq())
              .oldFlags(flags.getOldFlags())
              .newFlags(flags.getNewFlags())
              .build();
      case ComposedMessageIdWithMetaData data -> composed(data);
      case MailboxMessage message -> message(message);
      default -> result;
    };
  }

  private MessageId givenId(MessageId id) {
    return given.containsKey(id) ? given.get(id).getMessageId() : id;
  }

  private MessageMetaData data(MessageMetaData data) {
    return new MessageMetaData(
        data.getUid(),
        data.getModSeq(),
        data.getFlags(),
        data.getSize(),
        data.getInternalDate(),
        data.getSaveDate(),
        givenId(data.getMessageId()),
        ThreadId.fromBaseMessageId(givenId(data.getMessageId())));
  }

  private ComposedMessageIdWithMetaData composed(ComposedMessageIdWithMetaData data) {
    ComposedMessageId id = data.getComposedMessageId();
    MessageId givenId = givenId(id.getMessageId());
    return new ComposedMessageIdWithMetaData(
        new ComposedMessageId(id.getMailboxId(), givenId, id.getUid()),
        data.getFlags(),
        data.getModSeq(),
        ThreadId.fromBaseMessageId(givenId));
  }

  private MailboxMessage message(MailboxMessage message) {
    MailboxMessage source = given.get(message.getMessageId());
    if (source == null) {
      return message;
    }
    InvocationHandler handler =
        (_, method, arguments) ->
            switch (method.getName()) {
              case "getMessageId" -> source.getMessageId();
              case "getThreadId" -> ThreadId.fromBaseMessageId(source.getMessageId());
              case "getHeaderOctets" -> source.getHeaderOctets();
              case "getBodyOctets" -> source.getBodyOctets();
              case "getHeaderContent" -> part(message, 0, source.getHeaderOctets());
              case "getBodyContent" ->
                  part(message, source.getHeaderOctets(), source.getFullContentOctets());
              case "getMediaType" -> source.getMediaType();
              case "getSubType" -> source.getSubType();
              case "getComposedMessageIdWithMetaData" ->
                  composed(message.getComposedMessageIdWithMetaData());
              case "metaData" -> data(message.metaData());
              default -> invoke(message, method, arguments);
            };
    return proxy(handler);
  }

  private static MailboxMessage proxy(InvocationHandler handler) {
    return (MailboxMessage)
        Proxy.newProxyInstance(
            MailboxMessage.class.getClassLoader(), new Class<?>[] {MailboxMessage.class}, handler);
  }

  private static InputStream part(MailboxMessage message, long from, long end) throws Exception {
    try (InputStream content = message.getFullContent()) {
      content.skipNBytes(from);
      return new ByteArrayInputStream(content.readNBytes((int) (end - from)));
    }
  }
}
