/**
 * What all of mail shares: how a call can be refused, every bound, and the kinds of sealed rows.
 */
package dev.freehold.mail;
