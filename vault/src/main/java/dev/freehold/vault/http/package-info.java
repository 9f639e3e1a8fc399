/** The HTTPS listener: bounds on connections, headers, bodies and time, and nothing of keys. */
package dev.freehold.vault.http;
