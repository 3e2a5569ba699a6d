-- Delivers events as Stripe does, each signed anew: one object after the other, and one in ten an event that came before.
-- BENCH_RATE, where it is set, is how many a second leave by all threads together, whenever the answers come.
require "common"

local ffi = require "ffi"
ffi.cdef [[
  const void *EVP_sha256(void);
  unsigned char *HMAC(const void *md, const void *key, int key_length, const unsigned char *data, size_t length,
                      unsigned char *digest, unsigned int *digest_length);
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
]]
local crypto = ffi.load "libcrypto.so.3"
local sha256 = crypto.EVP_sha256()
local digest = ffi.new "unsigned char[32]"
local moment = ffi.new "moment"
local MONOTONIC = 1

local KEPT = 1000
local secret = setting "BENCH_SECRET"
local path = setting "BENCH_PATH"
local run = setting "BENCH_RUN"
local threads = tonumber(setting "BENCH_THREADS")
local objects = tonumber(setting "BENCH_OBJECTS")
local first = tonumber(setting "BENCH_FIRST")
local rate = tonumber(os.getenv "BENCH_RATE")
local template = io.open(setting "BENCH_EVENT"):read "*a"
local kept, sequence = {}, 0
local headers = {
  ["Content-Type"] = "application/json; charset=utf-8",
  ["User-Agent"] = "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
}

function init()
  math.randomseed(4711 + id)
end

local function signature(time, body)
  local signed = time .. "." .. body
  crypto.HMAC(sha256, secret, #secret, signed, #signed, digest, nil)
  local hex = {}
  for i = 0, 31 do
    hex[i + 1] = string.format("%02x", digest[i])
  end
  return "t=" .. time .. ",v1=" .. table.concat(hex)
end

-- Five payment methods belong to two customers: three to the first, two to the second.
local function owner(object)
  return math.floor((object - 1) / 5) * 2 + ((object - 1) % 5 < 3 and 1 or 2)
end

local function event(time)
  sequence = sequence + 1
  local number = sequence * threads + id
  local object = (first + number) % objects + 1
  local values = {
    event = string.format("evt_1%sx%09d", run, number),
    time = time,
    object = string.format("pm_1Bench%018d", object),
    customer = string.format("cus_Bench%010d", owner(object)),
    last4 = string.format("%04d", object % 10000),
    year = 2030 + time % 60,
    year_before = 2029 + time % 60,
  }
  return (template:gsub("@(%w+_?%w*)@", values))
end

function request()
  local time = os.time()
  local body
  if #kept > 0 and math.random() < 0.1 then
    body = kept[math.random(#kept)]
  else
    body = event(time)
    kept[(sequence - 1) % KEPT + 1] = body
  end
  headers["Stripe-Signature"] = signature(time, body)
  return wrk.format("POST", path, headers, body)
end

if rate then
  local start, slot = nil, 0

  local function now()
    ffi.C.clock_gettime(MONOTONIC, moment)
    return tonumber(moment.seconds) + tonumber(moment.nanoseconds) / 1e9
  end

  function delay()
    local time = now()
    start = start or time
    local due = start + slot * threads / rate
    slot = slot + 1
    return math.max(0, math.floor((due - time) * 1000))
  end
end
