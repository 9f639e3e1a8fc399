/**
 * The HTTPS side of the server: the listener, the gate that every request passes, problems (RFC
 * 9457), and metrics. Which routes there are is said by the features, see {@code features.Feature}.
 */
package dev.freehold.server.http;
