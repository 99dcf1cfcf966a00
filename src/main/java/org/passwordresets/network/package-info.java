/** Where requests come from: the proxies in front of this server that are trusted, and the clients behind them. */
package org.passwordresets.network;
