package dev.freehold.vault.token;

import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.Logger;

/** The library's log, without its details: those may name what is in a template. */
final class WrapperLog implements Logger {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(WrapperLog.class);

  @Override
  public void info(String format, Object... arguments) {}

  @Override
  public void warn(String format, Object... arguments) {
    LOG.debug("the PKCS #11 library warns");
  }

  @Override
  public void error(String format, Object... arguments) {
    LOG.debug("the PKCS #11 library reports an error");
  }

  @Override
  public void debug(String format, Object... arguments) {}

  @Override
  public void trace(String format, Object... arguments) {}

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return false;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }
}
