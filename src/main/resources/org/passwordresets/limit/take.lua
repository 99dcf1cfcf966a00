-- Counts one request in the windows KEYS, each a list of times in milliseconds, oldest first. A full window does not count it.
-- ARGV: how many of the first windows must have room, or else none counts; how many of the first windows count, the others are
-- only looked at; then the limit and the length of each window.
-- Returns for each window how many requests are left, and the time until there is room again.
local needed, counted = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local left, refused = {}, false

for i, key in ipairs(KEYS) do
  local limit, interval = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
  local oldest = tonumber(redis.call('LINDEX', key, 0))
  while oldest and oldest <= now - interval do
    redis.call('LPOP', key)
    oldest = tonumber(redis.call('LINDEX', key, 0))
  end
  local remaining = math.max(0, limit - redis.call('LLEN', key))
  left[2 * i - 1] = remaining
  left[2 * i] = remaining > 0 and 0 or redis.call('LINDEX', key, -limit) + interval - now
  refused = refused or i <= needed and remaining == 0
end

for i = 1, refused and 0 or counted do
  if left[2 * i - 1] > 0 then
    redis.call('RPUSH', KEYS[i], now)
    redis.call('PEXPIRE', KEYS[i], ARGV[2 * i + 2])
    left[2 * i - 1] = left[2 * i - 1] - 1
  end
end
return left
