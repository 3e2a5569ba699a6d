-- Sends one of the bodies of a file, chosen anew for each request.
require "common"

local bodies = lines(setting "BENCH_BODIES")
local headers = {
  ["Content-Type"] = "application/json",
  ["Accept"] = "application/graphql-response+json",
  ["Authorization"] = "Bearer " .. setting "BENCH_KEY",
}

function init()
  math.randomseed(4711 + id)
end

function request()
  return wrk.format("POST", "/graphql", headers, bodies[math.random(#bodies)])
end
