/** Where connections arrive, and who may have how many. */
package dev.freehold.web.net;
