/** What would become unreadable if a policy were revoked or purged; nothing is changed. */
package dev.freehold.content.preview;
